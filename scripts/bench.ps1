# Runs the benchmarks on Windows and builds them first if a source is newer than they are.
# Arguments are passed on: none is the headline comparison, --help tells of the others.
$ErrorActionPreference = "Stop"
. (Join-Path $PSScriptRoot "lib\arguments.ps1")
$root = Split-Path -Parent $PSScriptRoot
$jar = Join-Path $root "target\benchmarks.jar"

function Test-UpToDate {
  if (-not (Test-Path $jar)) { return $false }
  $built = (Get-Item $jar).LastWriteTime
  $sources = @(Get-Item (Join-Path $root "pom.xml")) +
    @(Get-ChildItem -Recurse -File (Join-Path $root "src\main"))
  return -not ($sources | Where-Object { $_.LastWriteTime -gt $built } | Select-Object -First 1)
}

if (-not (Test-UpToDate)) {
  Push-Location $root
  try { & mvn -q -B -ntp -DskipTests package } finally { Pop-Location }
  if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
}

# Only the command line can tell a JDK of version 23 or newer that JMH's use of Unsafe is meant.
$quiet = @()
if ((& java --version | Select-Object -First 1) -match "\s(\d+)" -and [int] $Matches[1] -ge 23) {
  $quiet = @("--sun-misc-unsafe-memory-access=allow")
}
$arguments = Restore-Arguments $args
& java @quiet -jar $jar @arguments
exit $LASTEXITCODE

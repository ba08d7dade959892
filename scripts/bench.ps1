# Runs the benchmarks on Windows and builds them first if there is no jar. Arguments are passed on.
$ErrorActionPreference = "Stop"
$root = Split-Path -Parent $PSScriptRoot
$jar = Join-Path $root "target\benchmarks.jar"
if (-not (Test-Path $jar)) {
  Push-Location $root
  try { & mvn -q -B -ntp -DskipTests package } finally { Pop-Location }
  if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
}
& java -jar $jar @args
exit $LASTEXITCODE

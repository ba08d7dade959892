# Builds everything and runs the tests that are not of POSIX sockets.
$ErrorActionPreference = "Stop"
$root = Split-Path -Parent $PSScriptRoot
$tests = "dev.ifsbench.spi.*Test,dev.ifsbench.report.*Test,HostedProviderTest,HandleMapTest,NullSocketsTest,CatalogVerdictTest"
Push-Location $root
try { & mvn -B -ntp verify "-Dtest=$tests" "-Dsurefire.failIfNoSpecifiedTests=false" @args } finally { Pop-Location }
exit $LASTEXITCODE

@echo off
rem Runs the benchmarks and builds them first if a source is newer than they are.
rem Arguments are passed on: none is the headline comparison, --help tells of the others.
setlocal
set "root=%~dp0.."
set "jar=%root%\target\benchmarks.jar"

call java -version >nul 2>nul
if errorlevel 1 goto nojava
if not exist "%jar%" goto build
rem A command, unlike a script, runs under every execution policy. Without PowerShell the jar is used as it is.
powershell -NoProfile -NonInteractive -Command "$built = (Get-Item -LiteralPath $env:jar).LastWriteTime; if (Get-ChildItem -Recurse -File -LiteralPath (Join-Path $env:root pom.xml), (Join-Path $env:root src\main) | Where-Object { $_.LastWriteTime -gt $built } | Select-Object -First 1) { exit 10 }" >nul 2>nul
if not %errorlevel% == 10 goto run

:build
call mvn -v >nul 2>nul
if errorlevel 1 goto nomaven
echo Building %jar% 1>&2
pushd "%root%"
call mvn -q -B -ntp -DskipTests package 1>&2
if errorlevel 1 exit /b 1
popd

:run
rem Only the command line can tell a JDK of version 23 or newer that JMH's use of Unsafe is meant.
set "quiet="
java --sun-misc-unsafe-memory-access=allow -version >nul 2>nul
if not errorlevel 1 set "quiet=--sun-misc-unsafe-memory-access=allow"
java %quiet% "-Difsbench.command=%~0" -jar "%jar%" %*
exit /b %errorlevel%

:nojava
echo A JDK of version 17 or newer is needed: put its bin folder on the PATH and try again 1>&2
exit /b 1

:nomaven
echo Maven is needed to build %jar%: put its bin folder on the PATH and try again 1>&2
exit /b 1

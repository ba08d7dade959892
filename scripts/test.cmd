@echo off
rem Builds everything and runs the tests: all but those that say of themselves that they are not for
rem Windows, that take long, or that start JVMs of their own. Arguments are passed on to Maven.
setlocal
set "root=%~dp0.."
set "dlls=%root%\target\windows\providers"

call mvn -v >nul 2>nul
if errorlevel 1 goto nomaven
rem What a test leaves open cannot be deleted here.
set "options=-Dsurefire.excludedGroups=slow,child-jvm -Djunit.jupiter.tempdir.cleanup.mode.default=NEVER"
set "gcc=x86_64-w64-mingw32-gcc"
call %gcc% --version >nul 2>nul
if not errorlevel 1 goto compile
set "gcc=gcc"
call %gcc% --version >nul 2>nul
if not errorlevel 1 goto compile
echo No gcc of mingw-w64 is on the PATH: the tests of provider DLLs are skipped 1>&2
goto test

:compile
if not exist "%dlls%" mkdir "%dlls%"
pushd "%dlls%"
for /f "usebackq eol=# tokens=1,2*" %%a in ("%root%\src\test\c\dlls.txt") do (
  %gcc% -O2 "%root%\src\test\c\%%b.c" %%c -shared -o %%a.dll -lws2_32
  if errorlevel 1 exit /b 1
)
del another.dll
popd
set options=%options% "-Difsbench.providers=%dlls%"

:test
pushd "%root%"
call mvn -B -ntp verify %options% %*
exit /b %errorlevel%

:nomaven
echo Maven is needed: put its bin folder on the PATH and try again 1>&2
exit /b 1

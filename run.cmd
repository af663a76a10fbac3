@echo off
rem Serves on port 8000 with the embedded database; builds the jar first if it is missing.
rem Delete bootstrap\target\stockroom.jar to build it anew after a change.
setlocal
cd /d "%~dp0"

set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
"%java%" --version >nul 2>nul
if errorlevel 1 (
    echo run: Stockroom needs a JDK 17 or newer. Set JAVA_HOME or put java on the PATH. 1>&2
    exit /b 1
)

set "jar=bootstrap\target\stockroom.jar"
if not exist "%jar%" (
    echo run: building %jar%, which takes one to three minutes 1>&2
    call mvnw.cmd -q -B -ntp -DskipTests -Dmaven.javadoc.skip -pl bootstrap -am package
    if errorlevel 1 exit /b 1
)
if "%~1"=="" (
    echo run: console at http://localhost:8000/console once the service has started. 1>&2
    echo run: the first start prints the password of the account 'admin' below. 1>&2
)
"%java%" -jar "%jar%" %*

@echo off
rem Compiles a class of the generator with the JDK alone and runs it: generator\command.cmd NAME MAIN-CLASS ARGUMENTS...
setlocal
cd /d "%~dp0.."

set "bin="
if defined JAVA_HOME set "bin=%JAVA_HOME%\bin\"
"%bin%javac" --version >nul 2>nul
if errorlevel 1 (
    echo %1: Stockroom needs a JDK 17 or newer. Set JAVA_HOME or put javac on the PATH. 1>&2
    exit /b 1
)

set "classes=generator\target\command"
set "sources=generator\src\main\java"
"%bin%javac" -proc:none -implicit:class -encoding UTF-8 -d "%classes%" -sourcepath "%sources%" "%sources%\io\github\stockroom\generator\%2.java"
if errorlevel 1 exit /b 1
set "main=%2"
set "arguments="
:next
shift /1
if "%~2"=="" goto run
set "arguments=%arguments% %2"
goto next
:run
"%bin%java" -cp "%classes%" io.github.stockroom.generator.%main% %arguments%

@echo off
rem Writes the code, the tests and the documents of a new resource; without arguments it says how.
call "%~dp0generator\command.cmd" new-resource NewResource %*

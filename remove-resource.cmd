@echo off
rem Takes a resource out again, its table with it; without arguments it says how.
call "%~dp0generator\command.cmd" remove-resource RemoveResource %*

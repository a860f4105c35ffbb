@echo off
rem Copyright 2026-present the original author or authors.
rem
rem Licensed under the Apache License, Version 2.0 (the "License");
rem you may not use this file except in compliance with the License.
rem You may obtain a copy of the License at
rem
rem      https://www.apache.org/licenses/LICENSE-2.0
rem
rem Unless required by applicable law or agreed to in writing, software
rem distributed under the License is distributed on an "AS IS" BASIS,
rem WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
rem See the License for the specific language governing permissions and
rem limitations under the License.
rem
rem Runs Maven: the one on the PATH where it is new enough, otherwise one that is downloaded once.
rem Settings: .mvn\wrapper\maven-wrapper.properties. MVNW_DISTRIBUTION_URL names a mirror of the distribution;
rem its checksum must be the same. Needs curl and tar, which Windows has since version 10.

setlocal enableextensions disabledelayedexpansion

set "properties=%~dp0.mvn\wrapper\maven-wrapper.properties"
if not exist "%properties%" (
	echo mvnw: cannot read %properties% 1>&2
	exit /b 1
)
for /f "usebackq eol=# tokens=1,* delims==" %%a in ("%properties%") do set "wrapper.%%a=%%b"

if defined JAVA_HOME (
	if not exist "%JAVA_HOME%\bin\java.exe" (
		echo mvnw: JAVA_HOME is %JAVA_HOME%, but there is no bin\java.exe in it 1>&2
		exit /b 1
	)
) else (
	where /q java || (
		echo mvnw: no Java: install a JDK 17 or newer, or set JAVA_HOME 1>&2
		exit /b 1
	)
)

where /q mvn.cmd || goto downloaded
set "version="
for /f "tokens=3" %%v in ('mvn.cmd --batch-mode --version 2^>nul ^| findstr /c:"Apache Maven"') do if not defined version set "version=%%v"
if not defined version goto downloaded
call :at_least "%version%" "%wrapper.minimumVersion%" || goto downloaded
set "mvn=mvn.cmd"
goto run

:downloaded
set "sum=%wrapper.distributionSha512Sum%"
if not defined MAVEN_USER_HOME set "MAVEN_USER_HOME=%USERPROFILE%\.m2"
set "dists=%MAVEN_USER_HOME%\wrapper\dists"
rem Named by the checksum too: what another checksum vouched for is not used
set "home=%dists%\apache-maven-%wrapper.mavenVersion%\%sum:~0,8%"
set "mvn=%home%\bin\mvn.cmd"
if exist "%mvn%" goto run

set "url=%wrapper.distributionUrl%"
if defined MVNW_DISTRIBUTION_URL set "url=%MVNW_DISTRIBUTION_URL%"
for %%t in (curl tar certutil) do where /q %%t || (
	echo mvnw: Maven %wrapper.minimumVersion% or newer is not on the PATH, and no %%t to install it 1>&2
	exit /b 1
)
set "work=%dists%\download.%RANDOM%%RANDOM%"
mkdir "%work%" || exit /b 1
echo mvnw: downloading %url% 1>&2
curl --fail --silent --show-error --location --retry 3 --output "%work%\maven.tar.gz" "%url%" || (
	echo mvnw: cannot download %url% 1>&2
	goto failed
)
set "actual="
for /f "skip=1 delims=" %%h in ('certutil -hashfile "%work%\maven.tar.gz" SHA512') do if not defined actual set "actual=%%h"
set "actual=%actual: =%"
if /i not "%actual%"=="%sum%" (
	echo mvnw: wrong checksum, nothing was installed 1>&2
	echo   file:     %url% 1>&2
	echo   expected: %sum% 1>&2
	echo   actual:   %actual% 1>&2
	goto failed
)
tar -xzf "%work%\maven.tar.gz" -C "%work%" || (
	echo mvnw: cannot unpack %url% 1>&2
	goto failed
)
if not exist "%dists%\apache-maven-%wrapper.mavenVersion%" mkdir "%dists%\apache-maven-%wrapper.mavenVersion%"
move "%work%\apache-maven-%wrapper.mavenVersion%" "%home%" >nul 2>&1
if not exist "%mvn%" (
	echo mvnw: cannot write %home% 1>&2
	goto failed
)
rmdir /s /q "%work%"

:run
call "%mvn%" %*
exit /b %ERRORLEVEL%

:failed
rmdir /s /q "%work%"
exit /b 1

rem Whether version %1 is %2 or newer; whatever follows the numbers is ignored
:at_least
for /f "tokens=1-6 delims=.-" %%a in ("%~1.0.0") do (
	set "h1=%%a" & set "h2=%%b" & set "h3=%%c"
)
for /f "tokens=1-6 delims=.-" %%a in ("%~2.0.0") do (
	set "w1=%%a" & set "w2=%%b" & set "w3=%%c"
)
if %h1% neq %w1% if %h1% gtr %w1% (exit /b 0) else exit /b 1
if %h2% neq %w2% if %h2% gtr %w2% (exit /b 0) else exit /b 1
if %h3% geq %w3% (exit /b 0) else exit /b 1

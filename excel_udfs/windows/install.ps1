# Planerka for Excel on Windows: for this person only, no administrator. In PowerShell:
#   powershell -ExecutionPolicy Bypass -File install.ps1 [-Language ru|en] [-Uninstall]
# Makes %LOCALAPPDATA%\Planerka (a Python of its own, the program) and puts the add-in where Excel loads it at start.
# Lies in excel_udfs\windows of the program; planerka.xlam beside it is used if it is there, else it is built.
param([ValidateSet("ru", "en")] [string] $Language = "ru", [switch] $Uninstall)
$ErrorActionPreference = "Stop"
$root = Join-Path $env:LOCALAPPDATA "Planerka"
$program, $venv = (Join-Path $root "program"), (Join-Path $root "python")
$start = Join-Path $env:APPDATA "Microsoft\Excel\XLSTART"
$addin = Join-Path $start "planerka.xlam"

function Remove-Old { foreach ($path in $addin, $program, $venv) { if (Test-Path $path) { Remove-Item $path -Recurse -Force } } }
function Find-Python {
    $ErrorActionPreference = "SilentlyContinue"  # what py says of a version that is not there is no error of ours
    if (-not (Get-Command py)) { return }
    foreach ($version in "3.13", "3.12", "3.11") {
        $found = & py "-$version" -c "import sys; print(sys.executable)" 2>$null
        if ($LASTEXITCODE -eq 0 -and $found) { return $found }
    }
}
function Assert-Done([string] $what) { if ($LASTEXITCODE -ne 0) { throw "$what failed / не удалось: $what" } }

if (Get-Process EXCEL -ErrorAction SilentlyContinue) { throw "Close Excel first / Сначала закройте Excel" }
Remove-Old
if ($Uninstall) {
    [Environment]::SetEnvironmentVariable("PLANERKA_LANGUAGE", $null, "User")
    Write-Host "Removed; your workbooks are as they were. / Удалено; книги не тронуты."
    exit 0
}
$python = Find-Python
if (-not $python) {
    winget install --exact --id Python.Python.3.12 --scope user --silent --accept-package-agreements --accept-source-agreements
    Assert-Done "winget"
    $python = Join-Path $env:LOCALAPPDATA "Programs\Python\Python312\python.exe"
}
New-Item -ItemType Directory -Force $root, $start, $program | Out-Null
$source = Resolve-Path (Join-Path $PSScriptRoot "..\..")
foreach ($part in "core", "excel_udfs", "requirements.txt") { Copy-Item (Join-Path $source $part) $program -Recurse }
& $python -m venv $venv; Assert-Done "venv"
$own = Join-Path $venv "Scripts\python.exe"
& $own -m pip install --quiet --require-hashes -r (Join-Path $program "requirements.txt"); Assert-Done "pip"
[Environment]::SetEnvironmentVariable("PLANERKA_LANGUAGE", $Language, "User")
$env:PLANERKA_LANGUAGE, $env:PYTHONPATH = $Language, $program
$ready = Join-Path $PSScriptRoot "planerka.xlam"
if (Test-Path $ready) { Copy-Item $ready $addin } else { & $own -m excel_udfs.windows.build $addin; Assert-Done "planerka.xlam" }
Write-Host "Done: start Excel and type =FUNNEL_CONVERSION(A1:A5). / Готово: запустите Excel и введите формулу."

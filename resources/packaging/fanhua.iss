; Inno Setup: `iscc resources\packaging\fanhua.iss` makes dist\fanhua-VERSION-setup.exe from the
; app that `python run.py package` has built in dist\fanhua. It needs no administrator.
#define Bundle "..\..\dist\fanhua"
; The app has it from pyproject.toml.
#define AppVersion GetStringFileInfo(AddBackslash(SourcePath) + Bundle + "\fanhua.exe", PRODUCT_VERSION)
#define Chinese AddBackslash(CompilerPath) + "Languages\ChineseSimplified.isl"

[Setup]
AppId={{6C1B1B0E-7A0C-4E4B-9C53-2E6F0B7D51A4}
AppName=Fanhua
AppVersion={#AppVersion}
AppPublisher=The Fanhua authors
DefaultDirName={autopf}\Fanhua
DefaultGroupName=Fanhua
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
ChangesAssociations=yes
LicenseFile=..\..\LICENSE
OutputDir=..\..\dist
OutputBaseFilename=fanhua-{#AppVersion}-setup
SetupIconFile={#Bundle}\fanhua.ico
UninstallDisplayIcon={app}\fanhua.exe
UninstallDisplayName=Fanhua
Compression=lzma2
SolidCompression=yes
WizardStyle=modern

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
; Not every Inno Setup brings it.
#if FileExists(Chinese)
Name: "zh"; MessagesFile: "compiler:Languages\ChineseSimplified.isl"
#endif

[CustomMessages]
en.Desktop=Put an icon on the &desktop
en.Start=Start Fanhua
#if FileExists(Chinese)
zh.Desktop=在桌面上创建图标(&D)
zh.Start=启动泛化
#endif

[Tasks]
Name: "desktop"; Description: "{cm:Desktop}"; Flags: unchecked

; Of an older version, files that the new one does not have.
[InstallDelete]
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Bundle}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{autoprograms}\Fanhua"; Filename: "{app}\fanhua.exe"
Name: "{autodesktop}\Fanhua"; Filename: "{app}\fanhua.exe"; Tasks: desktop

[Run]
Filename: "{app}\fanhua.exe"; Description: "{cm:Start}"; Flags: nowait postinstall skipifsilent

#include "..\association\association.iss"

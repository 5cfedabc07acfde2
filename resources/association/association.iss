; Included by the Inno Setup script: *.fanhua opens in Fanhua.
[Registry]
Root: HKA; Subkey: "Software\Classes\.fanhua"; ValueType: string; ValueData: "Fanhua.Project"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\Fanhua.Project"; ValueType: string; ValueData: "Fanhua project"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Fanhua.Project\DefaultIcon"; ValueType: string; ValueData: "{app}\fanhua.exe,0"
Root: HKA; Subkey: "Software\Classes\Fanhua.Project\shell\open\command"; ValueType: string; ValueData: """{app}\fanhua.exe"" ""%1"""

// Where Topolith keeps its own data, by the rule of each system; TOPOLITH_DATA overrides it (tests, portable use).
import path from 'node:path';

export interface DataFolderInput {
  env: Readonly<Record<string, string | undefined>>;
  platform: NodeJS.Platform;
  home: string;
}

export function dataFolder({ env, platform, home }: DataFolderInput): string {
  const own = env['TOPOLITH_DATA'];
  if (own) return path.resolve(own);
  if (platform === 'win32') return path.join(env['APPDATA'] || path.join(home, 'AppData', 'Roaming'), 'Topolith');
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'Topolith');
  // The XDG specification says that a relative path is invalid and must be ignored.
  const xdg = env['XDG_DATA_HOME'];
  return path.join(xdg && path.isAbsolute(xdg) ? xdg : path.join(home, '.local', 'share'), 'topolith');
}

// The application's version, from the one place where it is written.
import packageFile from '../../package.json' with { type: 'json' };

export const version: string = packageFile.version;

// Tells an unfit Node before anything native is loaded: better-sqlite3 crashes on an old one instead of explaining.

export const oldestNode = '22.12.0';

/**
 * One sentence for the user, or null if the version will do.
 * @param {string} version like "20.20.2"
 */
export function unfitNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 12)) return null;
  return `Topolith needs Node ${oldestNode} or newer and this is ${version}: run it with "npm start", which brings its own.`;
}

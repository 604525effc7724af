// Finds the Chromium of the tests once for the whole run: the npm one unpacks itself at first use, which must not happen twice at the same time.
import chromiumPackage from '@sparticuz/chromium';

export default async function setup(): Promise<void> {
  process.env['TOPOLITH_CHROMIUM'] ??= await chromiumPackage.executablePath();
}

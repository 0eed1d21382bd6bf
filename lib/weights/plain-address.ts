/** Parameters by which storages sign an address; they differ each time and say nothing of the file. */
const SIGNING =
  /^(x-(amz|goog|ms)-.*|signature|expires|policy|key-pair-id|awsaccesskeyid|googleaccessid|token|sig|se|sp|sr|st|sv|spr|skoid|sktid|skt|ske|sks|skv)$/i;

/** An address without what changes from visit to visit and what is secret: signature, name and password, fragment. */
export function plainAddress(address: string): string {
  const url = new URL(address);
  url.hash = '';
  url.username = '';
  url.password = '';
  for (const name of [...url.searchParams.keys()]) if (SIGNING.test(name)) url.searchParams.delete(name);
  return url.href;
}

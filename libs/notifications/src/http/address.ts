import { UserError } from '@prod-e/errors';

/**
 * The address that a channel sends to. What is sent must not be read on its way, so it is https unless it stays on
 * this machine.
 *
 * @param what names the address without telling it: it can be a secret
 * @throws UserError that does not contain the address
 */
export function parseAddress(text: string, what: string): URL {
  if (!URL.canParse(text)) throw new UserError(`${what} is no address`, { next: 'give it as https://…' });
  const url = new URL(text);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    throw new UserError(`${what} is not an address of https`, { next: 'give it as https://…' });
  }
  if (url.username !== '' || url.password !== '') {
    throw new UserError(`${what} has a user or a password in it`, { next: 'take them out of the address' });
  }
  return url;
}

const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);

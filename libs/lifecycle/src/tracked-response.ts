import {
  ServerResponse,
  type IncomingMessage,
  type OutgoingHttpHeader,
  type OutgoingHttpHeaders,
} from 'node:http';

/** Names and values in turn, as `writeHead` takes them: the way that costs Node least. */
export type FlatHeaders = readonly string[];

/** A response that carries what its server notes of the request. */
export interface TrackedResponse<Note> extends ServerResponse {
  note: Note;
}

/**
 * Makes the class of a server's responses. Headers that all of them have are added when the head is written and
 * not when the request arrives: set one by one, they would be the largest part of what a small response costs.
 *
 * @param commonHeaders what each head carries unless the response says otherwise itself
 */
export function responseWith(
  commonHeaders: (response: ServerResponse) => FlatHeaders,
): typeof ServerResponse<IncomingMessage> {
  return class extends ServerResponse {
    override writeHead(
      status: number,
      message?: string | OutgoingHttpHeaders | OutgoingHttpHeader[],
      headers?: OutgoingHttpHeaders | OutgoingHttpHeader[],
    ): this {
      const common = commonHeaders(this);
      // A flat list, and nothing set before: one list of both is all that there is.
      if (Array.isArray(message) && this.getHeaderNames().length === 0) {
        return super.writeHead(status, [...common, ...message]);
      }
      for (let at = 0; at < common.length; at += 2) {
        const name = common[at] ?? '';
        if (!this.hasHeader(name)) this.setHeader(name, common[at + 1] ?? '');
      }
      return typeof message === 'string'
        ? super.writeHead(status, message, headers)
        : super.writeHead(status, message);
    }
  };
}

import { HttpProblem } from '@prod-e/problems';
import type { ServiceContext } from './context.ts';
import { tooLong } from './guards.ts';

/**
 * Reads the body of a request as JSON.
 *
 * @throws HttpProblem 413 for a body over the limit, 415 for another type, 400 for what is not JSON
 */
export async function readJson(ctx: ServiceContext): Promise<unknown> {
  if (!ctx.is('json', '+json')) throw new HttpProblem(415, 'the body must be application/json');
  const text = await readText(ctx);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new HttpProblem(400, 'the body is not JSON', { cause });
  }
}

async function readText({ req, bodyLimit }: ServiceContext): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  // The request must outlive a body that is too long: its connection carries the answer that says so.
  for await (const chunk of req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > bodyLimit) throw tooLong(bodyLimit);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

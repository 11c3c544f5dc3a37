/** The OpenAPI 3.1 description of the backend. */
export function openapi(version: string) {
  return { openapi: '3.1.0', info: { title: 'backend', version }, paths: {} };
}

export * from './event.ts';
export { notify, type NotifyOptions, type Receipt } from './notify.ts';
export { verifySignature, type VerifyOptions, webhookHeaders } from './signature.ts';
export type { WebhookPayload } from './templates/payload.ts';

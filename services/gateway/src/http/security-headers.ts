import type { FastifyReply, FastifyRequest } from 'fastify';

const CONTENT = [
  "default-src 'self'",
  // The component library sets style attributes; scripts stay limited to our own files.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS = {
  'content-security-policy': CONTENT,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};
const TLS = { 'strict-transport-security': 'max-age=31536000; includeSubDomains' };

/** The same headers on every answer, set before anything can go wrong. */
export function securityHeaders(publicUrl: string) {
  const headers = publicUrl.startsWith('https:') ? { ...HEADERS, ...TLS } : HEADERS;
  return (request: FastifyRequest, reply: FastifyReply, done: () => void): void => {
    reply.headers(headers);
    // What is behind /v1 may be somebody's own; routes that may be kept say so themselves.
    if (request.url.startsWith('/v1/')) {
      reply.header('cache-control', 'no-store');
    }
    done();
  };
}

import { currentLanguage } from '../language/language.ts';
import { problemOf, unreachable } from './gateway.ts';

/**
 * Sends a file as the body, or in a form with its name, and tells how much of it has gone out, from 0 to 1. `fetch` cannot tell that.
 *
 * @throws Problem for every answer that is not a success.
 */
export function upload<Reply>(
  method: 'POST' | 'PUT',
  path: string,
  body: File | FormData,
  onProgress: (share: number) => void,
  headers: Readonly<Record<string, string>> = {},
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, path);
    request.setRequestHeader('Accept', 'application/json, application/problem+json');
    request.setRequestHeader('Accept-Language', currentLanguage());
    request.setRequestHeader('X-Requested-With', 'pst-web');
    if (body instanceof File) {
      request.setRequestHeader('Content-Type', 'application/octet-stream');
    }
    for (const [name, value] of Object.entries(headers)) {
      request.setRequestHeader(name, value);
    }
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      onProgress(total === 0 ? 0 : loaded / total);
    });
    request.addEventListener('error', () => reject(unreachable()));
    request.addEventListener('load', () => {
      if (request.status >= 200 && request.status < 300) {
        // The gateway writes every answer by the contract that `Reply` is inferred from.
        resolve(JSON.parse(request.responseText) as Reply);
      } else {
        reject(problemOf(request.status, request.responseText));
      }
    });
    request.send(body);
  });
}

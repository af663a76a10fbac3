import { withToken } from './api.js';
import { parse, toProblem, unreachable, url } from './http.js';

/**
 * Posts a file. Not by `fetch`, which tells nothing of how far it is.
 *
 * @param query URLSearchParams, if any
 * @param onProgress called with the number of bytes sent
 * @returns the parsed body of the answer
 * @throws Problem unless the status is 2xx; DOMException `AbortError` when the signal fires
 */
export async function upload(path, query, body, headers, onProgress, signal) {
  const response = await withToken((token) => send(path, query, body, { ...headers, ...authorization(token) }, onProgress, signal), true);
  if (!response.ok) {
    throw toProblem(response);
  }
  return response.data;
}

const authorization = (token) => (token ? { Authorization: `Bearer ${token}` } : {});

function send(path, query, body, headers, onProgress, signal) {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const call = new XMLHttpRequest();
    call.open('POST', url(path, query));
    call.setRequestHeader('Accept', 'application/json');
    Object.entries(headers).forEach(([name, value]) => call.setRequestHeader(name, value));
    call.upload.addEventListener('progress', (event) => onProgress(event.loaded));
    call.addEventListener('load', () =>
      resolve({ ok: call.status >= 200 && call.status < 300, status: call.status, data: parse(call.responseText) }),
    );
    call.addEventListener('error', () => reject(unreachable()));
    call.addEventListener('abort', () => reject(signal.reason));
    signal.addEventListener('abort', () => call.abort(), { once: true });
    call.send(body);
  });
}

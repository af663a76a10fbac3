// What is said to the person in passing.

export const notices = new EventTarget();

/** @param kind `done` or `problem` */
export function notify(text, kind = 'done') {
  notices.dispatchEvent(new CustomEvent('notice', { detail: { text, kind } }));
}

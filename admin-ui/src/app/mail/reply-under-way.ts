import { deviceStorage } from '../core/device-storage';
import { isObject, isText } from '../core/shapes';

/** A reply that was sent off and not answered yet; the next page may have to send it again. */
const KEY = 'parley.reply';

/**
 * The client id of a reply, made by `fresh`: the same for the same content until that is known to be sent, also after a
 * reload, so that it is sent once whatever became of an earlier try. Other words are another message.
 */
export function replyIdOf(content: string, fresh: () => string): string {
  const before = kept();
  if (before?.content === content) return before.clientId;
  const clientId = fresh();
  try {
    deviceStorage().setItem(KEY, JSON.stringify({ content, clientId }));
  } catch {
    // Switched off or full: then it holds for this page.
  }
  return clientId;
}

/** It is sent: the same words again are another message. */
export function forgetReply(): void {
  try {
    deviceStorage().removeItem(KEY);
  } catch {
    // Then there is none.
  }
}

function kept(): { content: string; clientId: string } | undefined {
  try {
    const value: unknown = JSON.parse(deviceStorage().getItem(KEY) ?? 'null');
    if (!isObject(value)) return undefined;
    const { content, clientId } = value;
    return isText(content) && isText(clientId) ? { content, clientId } : undefined;
  } catch {
    return undefined;
  }
}

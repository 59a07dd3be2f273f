/** Where a message's content is sealed to: it opens in its own row only. */
export const sealedIn = (messageId: string) => `message.sealed|${messageId}`;

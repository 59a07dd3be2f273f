/** Where a comment is sealed to: it opens in its own row only. */
export const commentSealedIn = (responseId: string) => `survey_response.comment|${responseId}`;
/** Without the words nobody outside is to read. Sealed as well: taken back, it is a comment again. */
export const redactedSealedIn = (responseId: string) => `survey_response.redacted|${responseId}`;

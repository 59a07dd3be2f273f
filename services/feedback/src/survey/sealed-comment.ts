/** Where a comment is sealed to: it opens in its own row only. */
export const commentSealedIn = (responseId: string) => `survey_response.comment|${responseId}`;

/**
 * How many of a quarter's answers the public may know of. While the quarter runs they are published in
 * groups of the smallest count: who compares the figures before and after one visitor left the desk
 * learns nothing of that visitor. Over, it is published whole, or not at all when it is small.
 */
export function publishedAnswers(answers: number, smallest: number, over: boolean): number {
  if (over) {
    return answers < smallest ? 0 : answers;
  }
  return answers - (answers % smallest);
}

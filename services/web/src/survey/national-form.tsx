import type { answerNationalSurvey, ReplyOf, RequestOf } from '@pst/contracts';
import { nationalItems } from '@pst/contracts/browser';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { ErrorSummary, ProblemAlert } from '../components/problem-alert.tsx';
import { ask, type FieldError } from '../gateway/gateway.ts';
import { useAct } from '../gateway/use-act.ts';
import { useSay } from '../language/language.ts';
import { Scale } from './scale.tsx';

type Scores = RequestOf<typeof answerNationalSurvey>['scores'];

// Object.keys forgets which keys.
const ITEMS = Object.keys(nationalItems) as (keyof typeof nationalItems)[];
const TEN = Array.from({ length: 10 }, (_, index) => String(index + 1));

/** The sixteen items of the national survey, each 1 to 10: another instrument than the rating. */
export function NationalForm({ path, then }: { path: string; then: () => void }) {
  const say = useSay();
  const [scores, setScores] = useState<Partial<Scores>>({});
  const [missing, setMissing] = useState<{ errors: FieldError[] }>();
  const answer = useAct(
    (body: { scores: Partial<Scores> }, key) =>
      ask<ReplyOf<typeof answerNationalSurvey>>(`${path}/national`, { method: 'POST', body, key }),
    then,
  );
  function send(): void {
    const errors = ITEMS.filter((item) => scores[item] === undefined).map((item) => ({
      path: item,
      message: `${say('Nilai', 'Rate')}: ${say(nationalItems[item][0], nationalItems[item][1])}`,
    }));
    setMissing(errors.length > 0 ? { errors } : undefined);
    if (errors.length === 0) {
      answer.mutate({ scores });
    }
  }
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <p className="soft">
        {say('1 sangat tidak setuju, 10 sangat setuju.', '1 strongly disagree, 10 strongly agree.')}
      </p>
      {missing && <ErrorSummary mark={missing} errors={missing.errors} />}
      <ProblemAlert problem={answer.error} />
      {ITEMS.map((item) => (
        <Scale
          key={item}
          name={item}
          legend={say(nationalItems[item][0], nationalItems[item][1])}
          answers={TEN}
          value={scores[item]}
          onChange={(score) => setScores({ ...scores, [item]: score })}
        />
      ))}
      <Button type="submit" size="lg" loading={answer.isPending}>
        {say('Kirim survei nasional', 'Send the national survey')}
      </Button>
    </form>
  );
}

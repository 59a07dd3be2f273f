import type { answerSurvey, RequestOf } from '@pst/contracts';
import { questionnaire } from '@pst/contracts/browser';
import { useEffect, useRef } from 'react';
import { useSay } from '../language/language.ts';
import { Scale } from './scale.tsx';

export type Scores = Partial<NonNullable<RequestOf<typeof answerSurvey>['elements']>>;

// Object.keys forgets which keys.
export const ELEMENTS = Object.keys(questionnaire) as (keyof typeof questionnaire)[];

/** The nine elements; they take focus, for they come where a button was. */
export function ElementQuestions({
  scores,
  onChange,
}: {
  scores: Scores;
  onChange: (scores: Scores) => void;
}) {
  const say = useSay();
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  return (
    <>
      <h2 ref={head} tabIndex={-1} style={{ fontSize: '1.25rem' }}>
        {say('Sembilan unsur layanan', 'Nine elements of the service')}
      </h2>
      {ELEMENTS.map((element) => (
        <Scale
          key={element}
          name={element}
          legend={say(...questionnaire[element].question)}
          answers={questionnaire[element].answers.map((words) => say(...words))}
          value={scores[element]}
          onChange={(score) => onChange({ ...scores, [element]: score })}
        />
      ))}
    </>
  );
}

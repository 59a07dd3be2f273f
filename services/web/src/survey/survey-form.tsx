import type { answerSurvey, ReplyOf, RequestOf } from '@pst/contracts';
import { questionnaire } from '@pst/contracts/browser';
import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { ErrorSummary, ProblemAlert } from '../components/problem-alert.tsx';
import { ask, type FieldError } from '../gateway/gateway.ts';
import { useAct } from '../gateway/use-act.ts';
import { useSay } from '../language/language.ts';
import { ELEMENTS, ElementQuestions, type Scores } from './element-questions.tsx';
import { RespondentFields, type Respondent } from './respondent-fields.tsx';
import { Scale } from './scale.tsx';

type Answer = Omit<RequestOf<typeof answerSurvey>, 'token'>;

/** Twenty seconds for a rating; a minute more, for whoever wants, for the nine elements. */
export function SurveyForm({ path, then }: { path: string; then: () => void }) {
  const say = useSay();
  const [rating, setRating] = useState<number>();
  const [comment, setComment] = useState('');
  const [further, setFurther] = useState(false);
  const [scores, setScores] = useState<Scores>({});
  const [respondent, setRespondent] = useState<Respondent>({});
  const [missing, setMissing] = useState<{ errors: FieldError[] }>();
  const answer = useAct(
    (body: Answer, key) => ask<ReplyOf<typeof answerSurvey>>(path, { method: 'POST', body, key }),
    then,
  );
  const words = [
    say('Sangat buruk', 'Very poor'),
    say('Buruk', 'Poor'),
    say('Cukup', 'Fair'),
    say('Baik', 'Good'),
    say('Sangat baik', 'Very good'),
  ];

  function send(): void {
    const errors = [
      ...(rating === undefined
        ? [
            {
              path: 'rating',
              message: say('Pilih nilai 1 sampai 5', 'Choose a rating from 1 to 5'),
            },
          ]
        : []),
      ...ELEMENTS.filter((element) => further && scores[element] === undefined).map((element) => ({
        path: element,
        message: `${say('Jawab', 'Answer')}: ${say(...questionnaire[element].name)}`,
      })),
    ];
    setMissing(errors.length > 0 ? { errors } : undefined);
    if (rating === undefined || errors.length > 0) {
      return;
    }
    answer.mutate({
      rating,
      ...(comment.trim() && { comment }),
      ...(further && { elements: scores as Required<Scores>, respondent }),
    });
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
      {missing && <ErrorSummary mark={missing} errors={missing.errors} />}
      <ProblemAlert problem={answer.error} />
      <Scale
        name="rating"
        legend={say('Penilaian Anda', 'Your rating')}
        numbered
        answers={words}
        value={rating}
        onChange={setRating}
      />
      <Textarea
        id="field-comment"
        label={say('Saran (boleh dilewati)', 'Comment (optional)')}
        description={say(
          'Jangan tulis nama atau nomor pribadi.',
          'Please write no names or personal numbers.',
        )}
        autosize
        minRows={2}
        maxLength={2_000}
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
      />
      {further && (
        <>
          <ElementQuestions scores={scores} onChange={setScores} />
          <RespondentFields of={respondent} onChange={setRespondent} />
        </>
      )}
      <Button type="submit" size="lg" loading={answer.isPending}>
        {say('Kirim penilaian', 'Send rating')}
      </Button>
      {!further && (
        <div className="card stack" style={{ gap: '0.6rem' }}>
          <strong>{say('Punya satu menit lagi?', 'Do you have one more minute?')}</strong>
          <p className="soft small">
            {say(
              'Sembilan pertanyaan pilihan menentukan indeks kepuasan masyarakat yang kami umumkan.',
              'Nine multiple-choice questions make up the satisfaction index that we publish.',
            )}
          </p>
          <div>
            <Button variant="default" onClick={() => setFurther(true)}>
              {say('Jawab sembilan pertanyaan', 'Answer nine questions')}
            </Button>
          </div>
        </div>
      )}
      <p className="soft small">
        {say(
          'Tanpa nama: petugas melihat penilaian dan harinya, bukan siapa yang memberi.',
          'Without a name: officers see the rating and its day, not who gave it.',
        )}
      </p>
    </form>
  );
}

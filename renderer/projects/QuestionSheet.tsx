// The dialog of a question: what it is about, what differs, and the choices.
import { useEffect, useRef, useState } from 'react';
import { LIMITS } from '../../shared/model/limits.ts';
import { Sheet } from '../frame/Sheet.tsx';
import { useQuestions, type Question, type Reply } from './ask.ts';

export function Questions() {
  const [first] = useQuestions();
  if (!first) return null;
  return <QuestionSheet key={first.question.title} question={first.question} onAnswer={first.answer} />;
}

interface QuestionSheetProps {
  readonly question: Question;
  readonly onAnswer: (reply: Reply) => void;
}

function QuestionSheet({ question, onAnswer }: QuestionSheetProps) {
  const { title, lines, facts, field, choices, cancel } = question;
  const [text, setText] = useState(field?.value ?? '');
  const main = useRef<HTMLButtonElement>(null);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (input.current) input.current.select();
    else main.current?.focus();
  }, []);
  const blank = field !== undefined && text.trim() === '';
  const close = (): void => onAnswer({ choice: null, text });
  return (
    <Sheet label={title} className="question" onClose={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const chosen = choices.find((choice) => choice.main);
          if (chosen && !blank) onAnswer({ choice: chosen.id, text });
        }}
      >
        <h2>{title}</h2>
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
        {facts && facts.length > 0 ? (
          <ul className="facts">
            {facts.map((fact) => (
              <li key={fact}>{fact}</li>
            ))}
          </ul>
        ) : null}
        {field ? (
          <label className="question-field">
            {field.label}
            <input
              ref={input}
              value={text}
              maxLength={LIMITS.text.name}
              onChange={(event) => setText(event.target.value)}
            />
          </label>
        ) : null}
        <div className="sheet-foot">
          <button type="button" className="button" onClick={close}>
            {cancel}
          </button>
          {choices.map((choice) =>
            choice.main ? (
              <button key={choice.id} ref={main} type="submit" className="button primary" disabled={blank}>
                {choice.label}
              </button>
            ) : (
              <button
                key={choice.id}
                type="button"
                className="button lined"
                onClick={() => onAnswer({ choice: choice.id, text })}
              >
                {choice.label}
              </button>
            ),
          )}
        </div>
      </form>
    </Sheet>
  );
}

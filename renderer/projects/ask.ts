// A question to the user, as a promise: one question on the screen at a time, the others wait their turn.
import { create } from 'zustand';

export interface Choice<Id extends string = string> {
  readonly id: Id;
  readonly label: string;
  /** What Enter does; at most one. */
  readonly main?: boolean;
}

export interface Question<Id extends string = string> {
  readonly title: string;
  readonly lines: readonly string[];
  /** Facts in a list, under the lines. */
  readonly facts?: readonly string[];
  /** A line of text that is asked for. */
  readonly field?: { readonly label: string; readonly value: string };
  readonly choices: readonly Choice<Id>[];
  /** The way out, which is Escape too. */
  readonly cancel: string;
}

export interface Reply<Id extends string = string> {
  /** Null: none of them; the dialog was closed. */
  readonly choice: Id | null;
  readonly text: string;
}

interface Waiting {
  readonly question: Question;
  readonly answer: (reply: Reply) => void;
}

export const useQuestions = create<readonly Waiting[]>(() => []);

function put<Id extends string>(question: Question<Id>): Promise<Reply<Id>> {
  return new Promise((resolve) => {
    const waiting: Waiting = {
      question,
      answer(reply) {
        useQuestions.setState(
          useQuestions.getState().filter((one) => one !== waiting),
          true,
        );
        // The choices of the dialog are those of the question.
        resolve(reply as Reply<Id>);
      },
    };
    useQuestions.setState([...useQuestions.getState(), waiting], true);
  });
}

/** The choice, or null when the dialog was closed. */
export async function ask<const Id extends string>(question: Question<Id>): Promise<Id | null> {
  return (await put(question)).choice;
}

/** A name for a project, trimmed; null when the dialog was closed. */
export async function askName(title: string, value: string, button: string): Promise<string | null> {
  const reply = await put({
    title,
    lines: [],
    field: { label: 'Name', value },
    choices: [{ id: 'name', label: button, main: true }],
    cancel: 'Cancel',
  });
  return reply.choice === null ? null : reply.text.trim();
}

// The list of parts on the left: drag one in, or press it to put it in the middle. Below, the parts that this variant leaves out.
import type { DragEvent, ReactNode } from 'react';
import { KIND_WORD } from '../../shared/format/drawingText.ts';
import type { Component, ComponentKind } from '../../shared/model/types.ts';
import { KIND_DATA, PART_DATA } from '../canvas/usePartDrop.ts';
import { KindIcon } from '../parts/Marks.tsx';
import { bringIn, insert } from '../drawing/insert.ts';
import { useProject, useWindow } from '../state/store.ts';
import { DIGIT_KINDS, KIND_GROUPS, KIND_HINT, SHORT_WORD } from './kinds.ts';

export function Palette() {
  const open = useWindow((state) => state.partsOpen);
  if (!open) return null;
  return (
    <nav className="palette-list" aria-label="Parts">
      <LeftOut />
      {KIND_GROUPS.map(({ name, kinds }) => (
        <section key={name} aria-label={name}>
          <h2>{name}</h2>
          <ul>
            {kinds.map((kind) => (
              <Kind key={kind} kind={kind} />
            ))}
          </ul>
        </section>
      ))}
      <LinkHelp />
    </nav>
  );
}

function Kind({ kind }: { readonly kind: ComponentKind }) {
  const word = SHORT_WORD[kind] ?? KIND_WORD[kind];
  const digit = DIGIT_KINDS.indexOf(kind) + 1;
  return (
    <li>
      <button
        type="button"
        draggable
        onDragStart={(event) => carry(event, KIND_DATA, kind)}
        onClick={() => insert(kind, null)}
        title={`${KIND_HINT[kind]}. Drag it in, or click.`}
        aria-keyshortcuts={digit > 0 ? String(digit) : undefined}
        data-kind={kind}
      >
        <KindIcon kind={kind} />
        <span className="unseen">Add: </span>
        <span className="kind-word">{word}</span>
        {digit > 0 ? <kbd>{digit}</kbd> : null}
      </button>
    </li>
  );
}

function carry(event: DragEvent, type: string, value: string): void {
  event.dataTransfer.setData(type, value);
  event.dataTransfer.effectAllowed = 'copy';
}

/** Parts of the design that the visible variant does without. */
function LeftOut() {
  const project = useProject();
  const variant = useWindow((state) => state.variant);
  const absent = new Set(project.variants.find((one) => one.id === variant)?.absent?.components);
  const parts = project.components.filter(({ id }) => absent.has(id));
  if (parts.length === 0) return null;
  return (
    <section aria-label="Left out here" className="left-out">
      <h2>Left out here</h2>
      <ul>
        {parts.map((part) => (
          <LeftOutPart key={part.id} part={part} />
        ))}
      </ul>
    </section>
  );
}

function LeftOutPart({ part }: { readonly part: Component }) {
  return (
    <li>
      <button
        type="button"
        draggable
        onDragStart={(event) => carry(event, PART_DATA, part.id)}
        onClick={() => bringIn(part.id, null)}
        title={`Bring ${part.name} into this variant`}
        aria-label={`Bring in: ${part.name}`}
      >
        <KindIcon kind={part.kind} />
        <span className="kind-word cut">{part.name}</span>
      </button>
    </li>
  );
}

/** How the three kinds of links look; which one a link is follows from its ends. */
function LinkHelp() {
  return (
    <section aria-label="Links" className="link-help">
      <h2>Links</h2>
      <ul>
        <li>
          <Sign>
            <path d="M0 4h15" />
            <path className="filled" d="M22 4l-8 -3.4v6.8z" />
          </Sign>
          Sync call
          <kbd>C</kbd>
        </li>
        <li>
          <Sign>
            <path d="M0 4h21" strokeDasharray="5 3" />
            <path d="M16 0.5l5 3.5l-5 3.5" />
          </Sign>
          Async message
        </li>
        <li>
          <Sign>
            <path d="M0 4h15" />
            <circle cx="18.5" cy="4" r="3" />
          </Sign>
          Data access
        </li>
      </ul>
      <p>Drag from the edge of one part to another. The ends decide which one it is.</p>
    </section>
  );
}

function Sign({ children }: { readonly children: ReactNode }) {
  return (
    <svg width="23" height="9" viewBox="0 0 23 9" aria-hidden="true">
      {children}
    </svg>
  );
}

import { useEffect, useRef, useState, type FormEvent } from "react";
import { Field } from "./Field";
import type { Draft } from "./movies";
import { Failure, sentence } from "./problems";
import { useSubmit } from "./useSubmit";

/** The code of an error is stable, so a front end can say it in its own words or language. */
const WORDS = {
  "title.blank": "Enter a title.",
  "year.null": "Enter a year, such as 1995.",
};

interface MovieFormProps {
  initial: Omit<Draft, "year"> & { year: number | undefined };
  onSave: (draft: Draft) => Promise<void>;
  onCancel: () => void;
}

/** The fields of a movie, each with what the service said about it. */
export function MovieForm({ initial, onSave, onCancel }: MovieFormProps) {
  const [title, setTitle] = useState(initial.title);
  const [year, setYear] = useState(String(initial.year ?? ""));
  const [description, setDescription] = useState(initial.description ?? "");
  const { busy, error, submit } = useSubmit();
  const form = useRef<HTMLFormElement>(null);

  const fields = error instanceof Failure ? error.fieldMessages(WORDS) : {};
  const isAtFields = Object.keys(fields).some((field) => ["title", "year", "description"].includes(field));

  useEffect(() => {
    if (error !== undefined) {
      form.current!.querySelector<HTMLElement>("[aria-invalid]")?.focus();
    }
  }, [error]);

  function save(event: FormEvent) {
    event.preventDefault();
    // What is no number becomes null in JSON, and the service refuses it together with all other mistakes.
    const draft = { title: title.trim(), year: Number(year.trim() || NaN), description: description.trim() || null };
    void submit(() => onSave(draft));
  }

  return (
    <form ref={form} noValidate onSubmit={save}>
      {error !== undefined && !isAtFields && <p role="alert">{sentence(error)}</p>}
      <Field label="Title" error={fields.title}>
        {(field) => <input {...field} value={title} onChange={(event) => setTitle(event.target.value)} />}
      </Field>
      <Field label="Year" error={fields.year}>
        {(field) => (
          <input {...field} inputMode="numeric" value={year} onChange={(event) => setYear(event.target.value)} />
        )}
      </Field>
      <Field label="Description (optional)" error={fields.description}>
        {(field) => (
          <textarea {...field} rows={4} value={description} onChange={(event) => setDescription(event.target.value)} />
        )}
      </Field>
      <div className="actions">
        <button type="button" onClick={onCancel}>
          Cancel
        </button>
        <button type="submit" className="primary">
          {busy ? "Saving …" : "Save"}
        </button>
      </div>
    </form>
  );
}

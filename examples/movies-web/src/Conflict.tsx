import { useEffect, useRef } from "react";
import type { Draft, VersionedMovie } from "./movies";
import { sentence } from "./problems";
import { useSubmit } from "./useSubmit";

interface ConflictProps {
  mine: Draft;
  stored: VersionedMovie;
  onKeepMine: () => Promise<void>;
  onTakeStored: () => void;
  onCancel: () => void;
}

const ROWS = [
  ["Title", "title"],
  ["Year", "year"],
  ["Description", "description"],
] as const;

/** Shows both versions of a movie that was changed elsewhere meanwhile, and lets the person choose. */
export function Conflict({ mine, stored, onKeepMine, onTakeStored, onCancel }: ConflictProps) {
  const { busy, error, submit } = useSubmit();
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => heading.current!.focus(), []);

  return (
    <>
      <h3 ref={heading} tabIndex={-1}>
        This movie was changed elsewhere
      </h3>
      <p>It was changed after you opened it. Your version is not saved yet.</p>
      {error !== undefined && <p role="alert">{sentence(error)}</p>}
      <table>
        <thead>
          <tr>
            <th scope="col">Yours</th>
            <th scope="col">Stored now</th>
          </tr>
        </thead>
        {ROWS.map(([label, field]) => {
          const differs = mine[field] !== stored.movie[field];
          return (
            <tbody key={field} className={differs ? "differs" : ""}>
              <tr>
                <th colSpan={2} scope="rowgroup">
                  {label}
                  {differs && " (differs)"}
                </th>
              </tr>
              <tr>
                <td>{mine[field] ?? "none"}</td>
                <td>{stored.movie[field] ?? "none"}</td>
              </tr>
            </tbody>
          );
        })}
      </table>
      <div className="actions">
        <button type="button" onClick={onCancel}>
          Cancel
        </button>
        <button type="button" onClick={onTakeStored}>
          Take the stored one
        </button>
        <button type="button" className="primary" onClick={() => void submit(onKeepMine)}>
          {busy ? "Saving …" : "Save mine over it"}
        </button>
      </div>
    </>
  );
}

import { useEffect, useRef, useState, type FormEvent } from "react";
import { Field } from "./Field";
import { sentence, toFailure } from "./problems";
import type { Session } from "./session";
import { useSubmit } from "./useSubmit";

/** @param username the person who must sign in again, if it is one */
export function SignIn({ session, username: previous }: { session: Session; username?: string }) {
  const [username, setUsername] = useState(previous ?? "");
  const [password, setPassword] = useState("");
  const { busy, error, submit } = useSubmit();

  const passwordInput = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (previous !== undefined) {
      passwordInput.current!.focus();
    }
  }, [previous]);

  function signIn(event: FormEvent) {
    event.preventDefault();
    void submit(async () => {
      const response = await session.signIn(username, password);
      if (!response.ok) {
        throw toFailure(response, await response.text());
      }
    });
  }

  return (
    <form onSubmit={signIn}>
      {error !== undefined && <p role="alert">{sentence(error)}</p>}
      <Field label="User name">
        {(field) => (
          <input
            {...field}
            name="username"
            autoComplete="username"
            autoCapitalize="none"
            required
            value={username}
            onChange={(event) => setUsername(event.target.value)}
          />
        )}
      </Field>
      <Field label="Password">
        {(field) => (
          <input
            {...field}
            ref={passwordInput}
            name="password"
            type="password"
            autoComplete="current-password"
            required
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </Field>
      <div className="actions">
        <button type="submit" className="primary">
          {busy ? "Signing in …" : "Sign in"}
        </button>
      </div>
    </form>
  );
}

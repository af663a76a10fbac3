import type { AuthProvider } from "react-admin";
import { accessToken, signIn, signOut } from "./session";

export const authProvider: AuthProvider = {
  login: ({ username, password }: { username: string; password: string }) => signIn(username, password),
  logout: () => signOut(),
  checkAuth: async () => {
    if (!(await accessToken())) {
      throw new Error("Sign in to go on.");
    }
  },
  checkError: async ({ status }: { status?: number }) => {
    if (status === 401) {
      throw new Error("Your session has ended. Sign in again.");
    }
  },
};

import { useState } from 'react';
import { signIn } from './session.js';

export const SignIn = ({ onSignedIn }) => {
  const [problem, setProblem] = useState();
  const submit = async (event) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const found = await signIn(form.get('userName'), form.get('password'), form.get('newPassword'));
    if (found) {
      setProblem(found);
    } else {
      onSignedIn();
    }
  };
  const changes = problem?.code === 'PASSWORD_CHANGE_REQUIRED' || problem?.code === 'PASSWORD_TOO_WEAK';

  return (
    <form className="sign-in" onSubmit={submit}>
      <h1>BusinessSuite</h1>
      <label>User name 用户名<input name="userName" autoComplete="username" required autoFocus /></label>
      <label>Password 密码<input name="password" type="password" autoComplete="current-password" required /></label>
      {changes && <label>New password 新密码<input name="newPassword" type="password" autoComplete="new-password" minLength={12} required /></label>}
      {problem && <p role="alert">{problem.detail}</p>}
      <button>Sign in 登录</button>
    </form>
  );
};

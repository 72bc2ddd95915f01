import { GraphiQL } from 'graphiql';
import 'graphiql/style.css';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { examples } from './examples.js';
import './explorer.css';
import { SignIn } from './sign-in.jsx';
import { send } from './session.js';

// The workers lie beside this script; their addresses are the host's own.
globalThis.MonacoEnvironment = {
  getWorker: (_, label) => new Worker(new URL(`./${label === 'json' || label === 'graphql' ? label : 'editor'}.worker.js`, import.meta.url), { type: 'module' }),
};

const Explorer = () => {
  const [signedIn, setSignedIn] = useState(false);
  const fetcher = async (request) => {
    const answer = await send(request);
    if (answer === undefined) {
      setSignedIn(false);
      return { errors: [{ message: 'Sign in again.' }] };
    }
    return answer;
  };

  return signedIn
    ? <GraphiQL fetcher={fetcher} defaultTabs={examples} isHeadersEditorEnabled={false} />
    : <SignIn onSignedIn={() => setSignedIn(true)} />;
};

createRoot(document.getElementById('explorer')).render(<Explorer />);

import '@mantine/core/styles.css';
import './design/base.css';
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { theme } from './design/theme.ts';
import { Problem } from './gateway/gateway.ts';
import {
  LanguageContext,
  rememberedLanguage,
  rememberLanguage,
  type Language,
} from './language/language.ts';
import { router } from './routes.tsx';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // Only what nobody has judged yet is worth asking again.
      retry: (count, error) => error instanceof Problem && error.unanswered && count < 2,
    },
  },
});

function App() {
  const [language, setLanguage] = useState<Language>(rememberedLanguage);
  const choose = (next: Language) => {
    rememberLanguage(next);
    setLanguage(next);
    void queries.invalidateQueries();
  };
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <LanguageContext value={{ language, choose }}>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </LanguageContext>
    </MantineProvider>
  );
}

export function openApp(): void {
  document.documentElement.lang = rememberedLanguage();
  const root = document.getElementById('root');
  if (root) {
    createRoot(root).render(
      <StrictMode>
        <App />
      </StrictMode>,
    );
  }
}

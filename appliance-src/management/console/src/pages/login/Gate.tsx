import { Title } from '@patternfly/react-core';
import { useEffect, type ReactNode } from 'react';
import { ThemeSwitch } from '../../app/ThemeSwitch';
import './gate.css';

/** The frame of what is shown before anybody is let in. */
export function Gate({ title, children }: { title: string; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} - Sallyport`;
  }, [title]);
  return (
    <main className="gate">
      <div className="gate__card">
        <div className="gate__brand">
          <img src="/gate.svg" alt="" width={40} height={40} />
          <div>
            <strong>Sallyport</strong>
            <span>Access director</span>
          </div>
        </div>
        <Title headingLevel="h1" size="lg">
          {title}
        </Title>
        {children}
      </div>
      <ThemeSwitch />
    </main>
  );
}

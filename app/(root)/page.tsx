import Link from 'next/link';
import { wordsFor } from '@/content/languages';

export default function Page() {
  const { shell } = wordsFor('en');
  return (
    <main>
      <h1>{shell.siteName}</h1>
      <p>{shell.siteDescription}</p>
      <p>
        <Link href="/en">English</Link>
      </p>
    </main>
  );
}

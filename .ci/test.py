"Tests the project: modules and README equal what the notebooks say, the site can be made of them, and every notebook runs. Arguments are nbdev-test flags to run, such as `cuda`."
import filecmp, os, shutil, subprocess, sys, tempfile, time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

root = Path(__file__).resolve().parent.parent
bin = Path(sys.executable).parent
flags = ' '.join(sys.argv[1:])

def sh(*args, cwd=root, **env): return subprocess.run([str(o) for o in args], cwd=cwd, env=os.environ|env, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

def in_copy(*args, then):
    "Run a command in a copy of the project, and what `then` says of the copy or the output if the command failed"
    with tempfile.TemporaryDirectory() as d:
        d = Path(d)
        for o in 'nbs','fastxtend': shutil.copytree(root/o, d/o, symlinks=True, ignore=shutil.ignore_patterns('__pycache__'))
        for o in root.glob('*.*'):
            if o.is_file(): shutil.copy(o, d)
        r = sh(*args, cwd=d, PYTHONWARNINGS='ignore::FutureWarning')
        return r.stdout if r.returncode else then(d)

def drift(d):
    "What exporting the notebooks afresh, as was done in the copy `d`, would change"
    a,b = [{o.relative_to(x/'fastxtend') for o in (x/'fastxtend').rglob('*.py')} for x in (root,d)]
    bad = sorted(str(o) for o in a|b if o not in a&b or not filecmp.cmp(root/'fastxtend'/o, d/'fastxtend'/o, shallow=False))
    return f"fastxtend/ differs from what the notebooks export in {', '.join(bad)}: run `make export`" if bad else ''

def unlisted(d):
    "Pages that would not be on the site"
    made,listed = {str(o.relative_to(d/'_proc')) for o in (d/'_proc').rglob('*.ipynb')},(d/'_proc/_quarto.yml').read_text()
    bad = sorted(o for o in made if f'- {o}' not in listed)
    return f"the sidebar in nbs/_quarto.yml lacks {', '.join(bad)}" if bad else ''

workers = 2
threads = str(max(1, (os.cpu_count() or 1)//workers)) # Threads of two processes that wait for each other in turns are slower than one of each

def notebook(nb):
    start = time.time()
    r = sh(bin/'nbdev-test', nb, '--n-workers', 0, *(['--flags', flags] if flags else []), OMP_NUM_THREADS=threads,
           FASTXTEND_PARITY_LOG=str(log), FASTXTEND_CACHE_DIR=tmp, PYTHONWARNINGS='ignore::FutureWarning')
    print(f"{'ok    ' if r.returncode==0 else 'FAILED'} {nb.relative_to(root)} {time.time()-start:.0f} s", flush=True)
    return r

with tempfile.TemporaryDirectory() as tmp:
    log = Path(tmp)/'parity'; log.touch()
    problems = {}
    for name,res in [('exported modules equal what the notebooks say', in_copy(bin/'nbdev-export', then=drift)),
                     ('README.md equals what the notebooks say', sh(sys.executable, root/'.ci/readme.py', '--check').stdout),
                     ('pages can be made into a site', in_copy(bin/'nbdev-proc-nbs', then=unlisted))]:
        print(f"{'FAILED' if res else 'ok    '} {name}", flush=True)
        if res: problems[name] = res
    nbs = sorted(o for o in (root/'nbs').rglob('*.ipynb') if not o.name.startswith(('.','_')) and '.ipynb_checkpoints' not in o.parts)
    with ThreadPoolExecutor(workers) as ex: results = list(ex.map(notebook, nbs))
    problems |= {str(nb.relative_to(root)): r.stdout for nb,r in zip(nbs, results) if r.returncode}
    checks = log.read_text().split()

for name,text in problems.items(): print(f'\n=== {name}\n{text[-6000:]}')
wrong = checks.count('False')
print(f"\n{len(nbs)} notebooks and {len(checks)} parity checks ran")
print(f"{len(nbs)+3+len(checks)-len(problems)-wrong} passed, {len(problems)+wrong} failed")
sys.exit(bool(problems or wrong))

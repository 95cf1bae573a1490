"Fills in what pyproject.toml calls dynamic, from settings.ini and the package's version."
import re
from configparser import ConfigParser
from pathlib import Path
from setuptools import setup, find_packages
from setuptools.command.build_py import build_py

cfg = ConfigParser(); cfg.read('settings.ini'); cfg = cfg['DEFAULT']
version = re.search(r'__version__ = "(.+)"', Path('fastxtend/__init__.py').read_text()).group(1)
extras = {k.removesuffix('_requirements'): v.split() for k,v in cfg.items() if k.endswith('_requirements')}
extras['all'] = sorted({o for k,v in extras.items() if k!='dev' for o in v})

class WithoutFuzzer(build_py):
    "Leaves the fuzzer out, which needs hypothesis and is of use to developers only"
    def find_package_modules(self, package, package_dir):
        return [o for o in super().find_package_modules(package, package_dir) if o[1]!='fuzz']

setup(version=version, description=cfg['description'], keywords=cfg['keywords'].split(),
      packages=find_packages(include=['fastxtend*']), package_data={'fastxtend': ['py.typed', '**/*.pyi']},
      cmdclass=dict(build_py=WithoutFuzzer),
      install_requires=cfg['requirements'].split(), extras_require=extras,
      long_description=Path('README.md').read_text(), long_description_content_type='text/markdown')

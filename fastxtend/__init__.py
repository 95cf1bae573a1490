__version__ = "0.4.0"

import warnings

# fastai compiles two functions with TorchScript when it is imported. PyTorch warns of it, and users can do nothing
with warnings.catch_warnings():
    warnings.filterwarnings('ignore', '`torch.jit.script` is deprecated', FutureWarning)
    import fastai.optimizer
